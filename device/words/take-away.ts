/** Thing that the citizen has to take out of the cabinet. `card`: the document in the reader. `bank-card`: in the terminal. */
export type ThingToTake = 'card' | 'bank-card' | 'note' | 'paper';
