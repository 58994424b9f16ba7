const basket = require("../../utils/basket");

Page({
  data: {
    orders: [],
  },

  onShow() {
    basket.showCount();
    this.setData({ orders: basket.orders() });
  },
});
