/** A recipient of age for X25519 [age, format v1: Bech32]. */
export const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
