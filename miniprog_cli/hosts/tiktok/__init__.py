"""TikTok Minis: HTML in TikTok's web view."""
