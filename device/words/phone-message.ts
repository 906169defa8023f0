/** Why no message was sent. `no-answer`: unknown whether it was sent. */
export type MessageProblem = 'no-phone' | 'too-many' | 'refused' | 'no-answer';

export type PhoneMessage =
  | { readonly state: 'offered' }
  | { readonly state: 'sending' }
  | { readonly state: 'sent'; readonly number: string }
  /** `again`: whether the citizen may ask again for the same message. */
  | { readonly state: 'failed'; readonly because: MessageProblem; readonly again: boolean };
