const basket = require("../../utils/basket");
const { written } = require("../../utils/money");

Page({
  data: {
    lines: [],
    total: "",
  },

  onShow() {
    this.show();
  },

  show() {
    basket.showCount();
    this.setData({ lines: basket.lines(), total: written(basket.total()) });
  },

  change(event) {
    basket.set(event.currentTarget.dataset.id, event.detail.count);
    this.show();
  },

  // A real order asks your server for a payment (its answer goes to wx.requestPayment) and keeps the
  // order only when that succeeded. Until then it is kept on this phone, and nothing is paid.
  order() {
    wx.showModal({
      title: "Order now?",
      content: `${this.data.total}, to be paid when you fetch it`,
      confirmText: "Order",
      cancelText: "Not yet",
      success: (answer) => {
        if (answer.confirm) {
          basket.order();
          wx.switchTab({ url: "/pages/orders/orders" });
        }
      },
    });
  },

  shop() {
    wx.switchTab({ url: "/pages/shop/shop" });
  },
});
