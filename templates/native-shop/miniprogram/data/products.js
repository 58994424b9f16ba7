// What is sold. Prices are in the smallest unit of the currency: 1250 is 12.50.
const kinds = [
  { id: "tea", title: "Tea" },
  { id: "cups", title: "Cups" },
  { id: "sweets", title: "Sweets" },
];

const products = [
  {
    id: "jasmine",
    kind: "tea",
    name: "Jasmine",
    price: 1250,
    unit: "100 g",
    picture: "/images/jasmine.svg",
    tint: "#f3e3b5",
    about: "Green tea, scented three nights in a row with fresh blossoms.",
  },
  {
    id: "oolong",
    kind: "tea",
    name: "Oolong",
    price: 1890,
    unit: "100 g",
    picture: "/images/oolong.svg",
    tint: "#d5e5c8",
    about: "Half fermented and rolled by hand. Good for six infusions.",
  },
  {
    id: "puer",
    kind: "tea",
    name: "Pu-erh",
    price: 3200,
    unit: "200 g cake",
    picture: "/images/pu-erh.svg",
    tint: "#e6cdb8",
    about: "Pressed in 2019, dark and earthy, and better every year.",
  },
  {
    id: "celadon",
    kind: "cups",
    name: "Celadon cup",
    price: 2400,
    unit: "90 ml",
    picture: "/images/celadon.svg",
    tint: "#cfe3dc",
    about: "Thrown thin, so that the colour of the tea shows through.",
  },
  {
    id: "pot",
    kind: "cups",
    name: "Clay pot",
    price: 6800,
    unit: "220 ml",
    picture: "/images/pot.svg",
    tint: "#e9d2c4",
    about: "Unglazed clay that remembers what was brewed in it.",
  },
  {
    id: "ginger",
    kind: "sweets",
    name: "Candied ginger",
    price: 690,
    unit: "150 g",
    picture: "/images/ginger.svg",
    tint: "#f6dfc0",
    about: "Sharp and sweet, in pieces just large enough for one cup.",
  },
  {
    id: "mooncake",
    kind: "sweets",
    name: "Mooncake",
    price: 950,
    unit: "each",
    picture: "/images/mooncake.svg",
    tint: "#f1d9b0",
    about: "Lotus paste and a salted yolk, baked on the day it is sold.",
  },
];

function find(id) {
  return products.find((one) => one.id === id);
}

module.exports = { kinds, products, find };
