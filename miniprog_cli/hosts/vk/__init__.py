"""VK Mini Apps: HTML, hosted by VK or by you."""
