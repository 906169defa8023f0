export interface DisplaySettings {
  readonly contrast: boolean;
  /** Size of the whole layout, in per cent. */
  readonly text: 100 | 130 | 200;
  /** Whether everything is below 1 220 mm. */
  readonly lower: boolean;
}

/** Toggles a setting: contrast and lower screen flip, text goes 100 → 130 → 200 → 100. */
export function withToggled(display: DisplaySettings, toggle: 'contrast' | 'text' | 'lower'): DisplaySettings {
  if (toggle !== 'text') return { ...display, [toggle]: !display[toggle] };
  return { ...display, text: display.text === 100 ? 130 : display.text === 130 ? 200 : 100 };
}
