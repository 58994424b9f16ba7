"""The Alipay family: native programs in AXML."""
