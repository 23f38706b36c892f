"""Work in processes of its own, which may hang, die or be taken over without harm to the rest."""
