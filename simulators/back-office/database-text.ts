/** Whether it can be looked for at all: PostgreSQL has no text with a NUL in it, and an address can. */
export const isText = (text: string): boolean => !text.includes('\0');
