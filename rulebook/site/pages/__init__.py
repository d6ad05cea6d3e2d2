"""The pages that the plugin draws: one module a kind of page, each giving addresses, views and files."""
