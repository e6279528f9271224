"""Large families: advocates in CSV and JSONL, read in a stream and kept packed, an entry made when it is asked for."""
