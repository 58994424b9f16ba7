// Write a price, given in the smallest unit of the currency.
function written(price) {
  return `¥${(price / 100).toFixed(2)}`;
}

module.exports = { written };
