/** Why no message was sent. `no-answer`: unknown whether it was sent. */
export type MessageProblem = 'no-phone' | 'too-many' | 'refused' | 'no-answer';

/** Message with an application's essentials. */
export type PhoneMessage =
  | { readonly state: 'offered' }
  | { readonly state: 'sending' }
  | { readonly state: 'sent'; readonly number: string }
  /** `again`: a repeated request sends the same message. */
  | { readonly state: 'failed'; readonly because: MessageProblem; readonly again: boolean };
