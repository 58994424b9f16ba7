// The basket and the orders, as they are kept on this phone.
const { find } = require("../data/products");
const { written } = require("./money");

const BASKET = "basket";
const ORDERS = "orders";
const TAB = 1;
const MOST = 99;

function counts() {
  return wx.getStorageSync(BASKET) || {};
}

function lines() {
  const kept = counts();
  return Object.keys(kept)
    .map((id) => ({ product: find(id), count: kept[id] }))
    .filter((line) => line.product && line.count > 0)
    .map(({ product, count }) => ({
      ...product,
      count,
      sum: written(product.price * count),
      total: product.price * count,
    }));
}

function total() {
  return lines().reduce((sum, line) => sum + line.total, 0);
}

function set(id, count) {
  const kept = { ...counts(), [id]: Math.min(Math.max(count, 0), MOST) };
  if (!kept[id]) {
    delete kept[id];
  }
  wx.setStorageSync(BASKET, kept);
  showCount();
}

function add(id) {
  set(id, (counts()[id] || 0) + 1);
}

function showCount() {
  const number = lines().reduce((sum, line) => sum + line.count, 0);
  const quiet = { fail() {} }; // a page without the tab bar is on top
  if (number) {
    wx.setTabBarBadge({ index: TAB, text: String(number), ...quiet });
  } else {
    wx.removeTabBarBadge({ index: TAB, ...quiet });
  }
}

function orders() {
  return wx.getStorageSync(ORDERS) || [];
}

function order() {
  const made = {
    id: Date.now().toString(36).toUpperCase(),
    at: new Date().toISOString().slice(0, 10),
    lines: lines().map(({ name, count, sum }) => ({ name, count, sum })),
    sum: written(total()),
  };
  wx.setStorageSync(ORDERS, [made, ...orders()]);
  wx.setStorageSync(BASKET, {});
  showCount();
  return made;
}

module.exports = { lines, total, set, add, showCount, orders, order };
