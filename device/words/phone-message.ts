/** Why no message was sent. `no-answer`: unknown whether it was sent. */
export type PhoneMessageProblem = 'no-phone' | 'too-many' | 'refused' | 'no-answer';

export type PhoneMessage =
  | { readonly state: 'offered' }
  | { readonly state: 'sending' }
  | { readonly state: 'sent'; readonly number: string }
  /** `again`: whether the citizen may ask again for the same message. */
  | { readonly state: 'failed'; readonly because: PhoneMessageProblem; readonly again: boolean };
