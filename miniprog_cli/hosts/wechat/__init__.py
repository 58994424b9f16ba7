"""WeChat: native programs in WXML."""
