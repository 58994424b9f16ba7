const basket = require("./utils/basket");

App({
  onLaunch() {
    basket.showCount();
  },
});
