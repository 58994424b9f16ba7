const basket = require("../../utils/basket");
const { find, products } = require("../../data/products");
const { written } = require("../../utils/money");

Page({
  data: {
    product: {},
    price: "",
  },

  onLoad(query) {
    const product = find(query.id) || products[0];
    this.setData({ product, price: written(product.price) });
    wx.setNavigationBarTitle({ title: product.name });
  },

  add() {
    basket.add(this.data.product.id);
    wx.switchTab({ url: "/pages/basket/basket" });
  },

  onShareAppMessage() {
    const { id, name } = this.data.product;
    return { title: name, path: `/pages/product/product?id=${id}` };
  },
});
