"""COV: what the measure of coverage brings to light."""
