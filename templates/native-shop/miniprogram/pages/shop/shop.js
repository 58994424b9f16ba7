const basket = require("../../utils/basket");
const { kinds, products } = require("../../data/products");
const { written } = require("../../utils/money");

Page({
  data: {
    kinds: [{ id: "", title: "All" }, ...kinds],
    kind: "",
    products: [],
  },

  onLoad() {
    this.show("");
  },

  onShow() {
    basket.showCount();
  },

  show(kind) {
    const chosen = products.filter((one) => !kind || one.kind === kind);
    const shown = chosen.map((one) => ({ ...one, written: written(one.price) }));
    this.setData({ kind, products: shown });
  },

  choose(event) {
    this.show(event.currentTarget.dataset.kind);
  },

  open(event) {
    wx.navigateTo({ url: `/pages/product/product?id=${event.detail.id}` });
  },

  add(event) {
    basket.add(event.detail.id);
    wx.showToast({ title: "In your basket", icon: "success", duration: 900 });
  },

  onShareAppMessage() {
    return { title: "Tea, cups and sweets", path: "/pages/shop/shop" };
  },
});
