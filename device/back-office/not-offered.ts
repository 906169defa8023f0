/** The reason of a refusal by an office that leaves the operation out. */
export const NOT_OFFERED = 'not-offered';
