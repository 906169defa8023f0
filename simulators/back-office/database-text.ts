/** Whether PostgreSQL can search for the text: its texts have no NUL, but an address can have one. */
export const isTextWithoutNul = (text: string): boolean => !text.includes('\0');
