"""Slips (错字、漏字): what may be put right by an erratum, as the words of Chinese show, and what is an amendment in disguise."""
