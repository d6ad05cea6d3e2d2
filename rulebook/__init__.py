"""Engine of 制度汇编站: rule structure, citations, versions, search and the site drawn from them."""
