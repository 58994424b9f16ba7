Component({
  properties: {
    note: { type: Object, value: {} },
  },
  methods: {
    toggle() {
      this.triggerEvent("toggle", { id: this.data.note.id });
    },
    open() {
      this.triggerEvent("open", { id: this.data.note.id });
    },
  },
});
