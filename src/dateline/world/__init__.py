"""What is known before reading: countries, offices, organizations, GeoNames, the PLOVER codebook."""
