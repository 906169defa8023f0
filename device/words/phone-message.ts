/** Why no message was sent to the registered phone. `no-answer`: unknown whether it was sent. */
export type MessageProblem = 'no-phone' | 'too-many' | 'refused' | 'no-answer';

/** State of the message with the essentials of an application. */
export type PhoneMessage =
  | { readonly state: 'offered' }
  | { readonly state: 'sending' }
  | { readonly state: 'sent'; readonly number: string }
  /** `again`: a repeated request sends the same message. */
  | { readonly state: 'failed'; readonly because: MessageProblem; readonly again: boolean };
