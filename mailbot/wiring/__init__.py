"""The one place that chooses adapters and joins the parts; one file a purpose."""
