/** Languages with a voice. */
export const SPOKEN_LANGUAGES = ['az', 'ru', 'en'] as const;
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

export const isSpokenLanguage = (code: string): code is SpokenLanguage =>
  (SPOKEN_LANGUAGES as readonly string[]).includes(code);

/** Words per minute, slowest first. The voice makes each speed itself, so its pitch stays. */
export const SPEECH_SPEEDS = [100, 130, 160, 200, 250, 320] as const;
export type SpeechSpeed = (typeof SPEECH_SPEEDS)[number];
export const FIRST_SPEED: SpeechSpeed = 160;

/** The next speed; the same at the end. */
export const speedAfter = (speed: SpeechSpeed, by: 1 | -1): SpeechSpeed =>
  SPEECH_SPEEDS[SPEECH_SPEEDS.indexOf(speed) + by] ?? speed;

/** Route of the voice. Below `/socket`, so that the browser sends the cookie of the glass. */
export const SPEECH_ROUTE = '/socket/speech';
/** A text for the voice. It may be personal: it goes in the body of a request, never in an address. */
export interface SpeechRequest {
  readonly text: string;
  readonly language: SpokenLanguage;
  readonly speed: SpeechSpeed;
}
