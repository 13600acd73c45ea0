/** A record as long as a real one. */
export const RECORD = `1${'aB3_-x9Z'.repeat(90)}`;

/** The fragment of a mailed link. */
export const TOKEN = `${RECORD}.7K3QD9XW2M`;
