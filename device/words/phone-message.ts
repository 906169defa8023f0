/** Why no message came to the phone of the register; `no-answer`: nobody knows whether one did. */
export type MessageProblem = 'no-phone' | 'too-many' | 'refused' | 'no-answer';

/** The essentials of an application as a message to the phone of the register, as far as that is. */
export type PhoneMessage =
  | { readonly state: 'offered' }
  | { readonly state: 'sending' }
  /** To this number, masked. */
  | { readonly state: 'sent'; readonly number: string }
  /** `again`: it can be asked for once more, and is the same message. */
  | { readonly state: 'failed'; readonly because: MessageProblem; readonly again: boolean };
