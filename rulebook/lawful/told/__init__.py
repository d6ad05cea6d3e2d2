"""What a reviewer is shown of a change, compared with the main branch: the texts, and what stands beside them."""
