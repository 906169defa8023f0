export type Language = 'az' | 'ru' | 'en';
