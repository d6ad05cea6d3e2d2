"""页面可以调用的宏：只登记，做事的函数在 rulebook.site.macros。."""
