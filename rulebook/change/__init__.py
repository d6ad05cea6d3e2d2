"""Changes of acts as files to be written: 修正、修订、废止、延期、勘误, and what publishing writes out."""
