/** The card as a picture among one's own, under a name that says as little as the picture. */

interface Line {
  label: string;
  text: string;
}

export interface CardPicture {
  title: string;
  card: Line;
  pin: Line;
}

const SIZE = { width: 900, height: 520 };
const PAD = 64;

export function saveCardPicture(picture: CardPicture): void {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  draw(pen, picture);
  canvas.toBlob((image) => {
    if (!image) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(image);
    link.download = 'card.png';
    link.click();
    // The browser has read it once the download has begun; Safari takes a moment for that.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

function draw(pen: CanvasRenderingContext2D, { title, card, pin }: CardPicture): void {
  const isRtl = document.documentElement.dir === 'rtl';
  const start = isRtl ? SIZE.width - PAD : PAD;
  pen.direction = isRtl ? 'rtl' : 'ltr';
  pen.textAlign = 'start';
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, SIZE.width, SIZE.height);
  pen.fillStyle = '#1d1c1a';

  const write = (text: string, size: number, y: number) => {
    pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(text, start, y);
  };
  write(title, 34, 96);
  pen.fillRect(PAD, 124, SIZE.width - 2 * PAD, 3);
  for (const [at, { label, text }] of [card, pin].entries()) {
    const y = 206 + at * 150;
    write(label, 28, y);
    // A number reads from the left in every script.
    write(isRtl ? `\u2066${text}\u2069` : text, 60, y + 70);
  }
}
