Component({
  properties: {
    text: { type: String, value: "" },
    // "", "right", "wrong" or "faded"
    state: { type: String, value: "" },
  },
  methods: {
    choose() {
      this.triggerEvent("choose", { text: this.data.text });
    },
  },
});
