/**
 * Characters of every kind that Unicode has, each with its category, letters and others. All came into Unicode long ago and have kept
 * their kind: every engine agrees on them.
 */

/** Of the categories Lu, Ll, Lt, Lm and Lo, those that pass for something else among them. */
export const LETTERS: readonly string[] = [
  // Small, capital and title-case letters; ligatures; letters that look like signs.
  ...['a', 'Z', 'é', 'ß', 'ẞ', 'ñ', 'ж', 'ω', 'ϐ', 'ﬁ', 'ǅ', 'Ω', 'K', 'Å', 'µ', 'ℓ', 'ℕ', 'ℵ', 'ℹ', 'Ａ', 'ｚ'],
  // Modifier letters, with letters that stand above the line or mark a sound.
  ...['ʰ', 'ⁿ', 'ʼ', 'ʻ', 'ˈ', 'ˇ', 'ːː', 'ª', 'º', 'ー', '々', 'ゝ', 'ـ', 'ๆ', 'ⁱ', 'ₐ'],
  // Without case, of many scripts.
  ...['א', 'ش', 'ह', 'ॐ', 'ก', 'ำ', 'あ', 'ア', 'ﾊ', '東', '〆', '한', 'ᄀ', 'ა', 'Ա', 'ሀ', 'ᐁ', 'ꀀ', 'ƻ', 'ǀ', 'ﷲ'],
  // Of two code units.
  ...['𝒳', '𝐀', '𝛼', '𐐷', '𐐀', '𠮷', '𒀀', '𓀀', '𐎠', '𐤀', '\u{2fa1d}'],
];

/** Of all the other categories, those that pass for letters among them. */
export const NO_LETTERS: readonly string[] = [
  // White space, separators and controls.
  ...[' ', '\t', '\n', '\r\n', '\0', '\u007f', '\u0085', '\u00a0', '\u2003', '\u2028', '\u2029', '\u3000'],
  // What is not seen: format characters, private use, no character at all, halves of surrogate pairs.
  ...['\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u202e', '\u2060', '\ufeff', '\u{e0061}', '\ue000', '\uffff'],
  ...['\ud835', '\udcb3', '\udcb3\ud835', '\ud800', '\udbff', '\udc00', '\udfff'],
  // Marks: accents, vowel signs, points, a ring round a letter, a selector.
  ...['\u0301', '\u0308', '\u093f', '\u094d', '\u05b7', '\u064b', '\u0e31', '\u3099', '\u20dd', '\ufe0f', '\u{e0100}'],
  // Digits and numerals, some of which are drawn as letters.
  ...['0', '7', '٣', '３', '৪', '𝟎', '²', '₂', '½', '①', 'Ⅷ', 'ⅷ', 'ↀ', '〇', '〡', '㈠', '𐄇', '𐅀'],
  // Symbols that are drawn as letters, or made of them.
  ...['Ⓐ', 'ⓩ', '⒜', '🄰', '🅰', '🅱', '🇦', '㋐', '㊗', '㎏', '™', '№', '℃', '℮', '℀', '©', '®', '⠁', '⿰', '⼀', '𝌆'],
  // Other symbols: of money, of arithmetic, accents that stand alone, pictures.
  ...[
    '$',
    '€',
    '+',
    '<',
    '∂',
    '∞',
    '√',
    '^',
    '`',
    '´',
    '¨',
    '˜',
    '˘',
    '゛',
    '°',
    '§',
    '¦',
    '♥',
    '🙂',
    '🏽',
    '👩\u200d🔬',
  ],
  // Punctuation, some of it inside words.
  ...[
    "'",
    '’',
    '-',
    '‐',
    '_',
    '‿',
    '.',
    '·',
    '・',
    '·',
    '־',
    '״',
    '،',
    '。',
    '、',
    '¿',
    '«',
    '”',
    '…',
    '@',
    '#',
    '&',
    '*',
  ],
];
