"""The telephone side of the house: number analysis, IVR, ACD, call control. Knows no business and no Django."""
