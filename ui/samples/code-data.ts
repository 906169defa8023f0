/** The longest proof in a receipt's code, from test/support/long-code.ts. A page with room for this code has room for every code. */
export const LONGEST_PROOF = [
  'Af__H4CAIAJLNYjuog4aZmFtaWx5LW1lbWJlcnMtY2VydGlmaWNhdGUKMjAyMi0wOC0xNQZpc3N1ZWQACx6PbE0qTFefDj1ae5we',
  'IApLNS03UUYyLTYykE4UMTIzNDU2NzgvMDAwMDQyLzAwMDi_czfrr2Im2p5SFcmNQQW4E7J-OuaibyvXk18YxIBMCLVxPfmlbirW',
  'kl4bx4NPC7RwtXk94aVoLNCUWB_Dh0sPsnY6_qJpLdGVWRzAhEgMs3eoZCD8uHUxzYlFAt6aVhKvayfjv3QwzIhEAd2ZVRGuaqNv',
  'K_ezfjrGgk4J1ZFdGaRgLOi0fzvHg08K1pJeGqVhpmou8rZ7P8OHSwzQlFgcoWUp7bF6PsKGSg_Tl1sfoGSZVRHNiUQA_Lh0M--r',
  'ZyOeWhbSjkUB_bl1MOyoZCCfW5xQFMiMQQX5vXE26q5iJptfE9eLQAT4vHA16a1hJZpel1sfw4dKDvK2ej3hpWktkFQY3IBLD_O3',
  'ez7ipmoukVWKRgLemlcT76tnIPy4dDCNSQXBnVYS7qpmI_-7dzOMSI1BBdmdUBTorGAn-79zN4pOAsaaURXprWEk-LxwNItPgEwI',
  '1JBdGeWhbSr2sn46h0MPy5dcGOSgbCn1sX05hkL7N3Ov6yZintoWUY3JBUH8OHSw7Cdjn9sXUo7KBkL9Of4ydqruI2eb3xNUiMwA',
  'RPk9cbXpImaa3hJXi88DR_g88T15peEsaJTQHFuHww9L9jJ-uuYtaZXRHViEwAxI9zP0OHyg5CltkdUZXoLGCk7zN3u_4yhskNQY',
  'XYHFCU3yNu8jZ7v_MnaKzgJFmd0RVegsYKT4M3eLzwNGmt4SVukt4y9rt_M-eobCDkmV0R1Z5CBsqPQ_e4fDD0qW0h5a5SHmKm6y',
  '9jt_g8cLTJDUGFzhJWmt8Tp-gsYKT5PXG1_gJNkVUY3JBEC8-DRzr-snY94aVpLOBUG9-TVwrOgkYN8bAS_jp3tAIu6qdjL_u0cD',
  'z4hUENyYJeGtaTX-ukYCzotXE9-bJOCsaDTxvXkFwYpWEt6aJ-OvazfwvHgEwI1JFdGdJuKuag',
].join('');
