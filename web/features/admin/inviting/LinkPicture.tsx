import { create } from 'qrcode';
import { useMemo } from 'react';

const QUIET_ZONE = 4;

/** Dark on white in every theme, so that any phone reads it. */
export function LinkPicture({ link, label }: { link: string; label: string }) {
  const { path, size } = useMemo(() => drawn(link), [link]);
  const box = size + 2 * QUIET_ZONE;
  return (
    <svg
      className="link-picture"
      role="img"
      aria-label={label}
      viewBox={`-${QUIET_ZONE} -${QUIET_ZONE} ${box} ${box}`}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#14202b" />
    </svg>
  );
}

function drawn(link: string): { path: string; size: number } {
  const { modules } = create(link, { errorCorrectionLevel: 'L' });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { path, size: modules.size };
}
