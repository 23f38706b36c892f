"""The language: a typed query goes in, a tree of terms comes out, with every change told."""
