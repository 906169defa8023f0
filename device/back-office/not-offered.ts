/** The reason of a refusal by an office that says that it leaves the operation out: its problem document has this code. */
export const NOT_OFFERED = 'not-offered';

/** The reason if a 404 has no problem document: the office may leave the operation out, or a proxy has answered for an office that is away. */
export const NOT_THERE = 'not-there';
