/** A garment as flat outlines on a canvas of 900 × 1200; fabric fills `outline`, the rest is drawn over it. */
export type GarmentShape = {
  outline: string
  /** Stitches, seams and edges, drawn as thin dark lines. */
  seams: string
  /** Finished SVG in colors of its own: soles, buttons, laces, a hood's inside. */
  trim?: string
}

const body = 'Q632 700 650 965 Q450 992 250 965 Q268 700 260 470'
const longSleeved = `M350 240 Q450 322 550 240 L650 272 Q722 330 752 520 L806 868 L706 892 L640 520 Q634 720 650 965 Q450 992 250 965 Q266 720 260 520 L194 892 L94 868 L148 520 Q178 330 250 272 Z`
const cuffs = 'M700 852 L800 828 M200 852 L100 828'
const button = (x: number, y: number, size = 9) =>
  `<circle cx="${x}" cy="${y}" r="${size}" fill="#f3eee2" stroke="#000" stroke-opacity=".45" stroke-width="2"/>`
const buttons = (x: number, ...ys: number[]) => ys.map((y) => button(x, y)).join('')

/** The garments that can be drawn. */
export const garmentShapes = {
  't-shirt': {
    outline: `M350 240 Q450 322 550 240 L650 272 Q732 340 802 474 L692 532 Q668 490 640 470 ${body} Q232 490 208 532 L98 474 Q168 340 250 272 Z`,
    seams:
      'M340 246 Q450 346 560 246 M640 470 Q628 380 650 272 M260 470 Q272 380 250 272 M252 945 Q450 972 648 945 M700 512 L792 462 M200 512 L108 462',
  },
  'long-sleeve-top': {
    outline: longSleeved,
    seams: `M340 246 Q450 346 560 246 M640 520 Q626 390 650 272 M260 520 Q274 390 250 272 M252 945 Q450 972 648 945 ${cuffs}`,
  },
  sweater: {
    outline: longSleeved,
    seams: `M338 248 Q450 352 562 248 M344 262 Q450 372 556 262 M251 920 Q450 948 649 920 M702 836 L798 812 M198 836 L102 812 ${ribs(262, 640, 24, 925, 970)}`,
  },
  shirt: {
    outline: longSleeved.replace('M350 240 Q450 322 550 240', 'M358 222 Q450 250 542 222'),
    seams: `M450 322 L450 978 M474 318 L474 978 M250 272 Q274 390 260 520 M650 272 Q626 390 640 520 M520 440 h86 v92 l-43 24 l-43 -24 Z ${cuffs}`,
    trim: `<path d="M358 222 L322 262 L392 352 L450 300 L508 352 L578 262 L542 222 Q450 262 358 222 Z" fill="#fff" fill-opacity=".16" stroke="#000" stroke-opacity=".5" stroke-width="4"/>${buttons(462, 370, 470, 570, 670, 770, 870)}`,
  },
  hoodie: {
    outline: `M300 262 Q290 120 450 112 Q610 120 600 262 L660 284 Q726 340 756 520 L808 868 L708 892 L644 540 Q636 720 652 965 Q450 992 248 965 Q264 720 256 540 L192 892 L92 868 L144 520 Q174 340 240 284 Z`,
    seams: `M300 262 Q360 400 450 404 Q540 400 600 262 M318 660 L582 660 L640 850 M318 660 L260 850 M260 850 L640 850 M250 915 Q450 940 650 915 M704 842 L802 818 M196 842 L98 818 M644 540 Q628 400 660 284 M256 540 Q272 400 240 284`,
    trim: `<path d="M350 262 Q352 172 450 168 Q548 172 550 262 Q520 340 450 350 Q380 340 350 262 Z" fill="#000" fill-opacity=".38"/><path d="M408 376 Q402 460 414 560 M492 376 Q500 450 486 540" fill="none" stroke="#f4f1ea" stroke-width="9" stroke-linecap="round"/>`,
  },
  dress: {
    outline: `M348 150 L392 150 Q400 300 450 312 Q500 300 508 150 L552 150 Q556 290 592 352 Q560 450 556 520 Q640 760 722 1072 Q450 1116 178 1072 Q260 760 344 520 Q340 450 308 352 Q344 290 348 150 Z`,
    seams:
      'M344 520 Q450 548 556 520 M343 536 Q450 564 557 536 M182 1048 Q450 1092 718 1048 M400 300 Q396 420 410 520 M500 300 Q504 420 490 520',
  },
  skirt: {
    outline: 'M312 280 Q450 300 588 280 Q660 560 716 930 Q450 978 184 930 Q240 560 312 280 Z',
    seams: 'M306 322 Q450 344 594 322 M188 906 Q450 954 712 906 M400 330 L352 940 M500 330 L548 940',
  },
  jeans: {
    outline:
      'M292 150 Q450 166 608 150 Q640 400 648 620 L634 1082 L498 1086 L454 520 L402 1086 L266 1082 L252 620 Q260 400 292 150 Z',
    seams:
      'M288 196 Q450 212 612 196 M450 206 L452 520 M476 208 Q488 340 452 392 M300 206 Q318 300 400 212 M600 206 Q582 300 500 212 M636 1060 L498 1064 M402 1064 L264 1060',
    trim: `<path d="M284 202 Q262 420 258 620 L270 1076 M616 202 Q638 420 642 620 L630 1076" fill="none" stroke="#d79a4a" stroke-width="4" stroke-dasharray="12 7"/>${button(450, 181, 11)}${[330, 395, 505, 570].map((x) => `<rect x="${x - 7}" y="146" width="14" height="58" fill="#000" fill-opacity=".28"/>`).join('')}`,
  },
  shorts: {
    outline: 'M292 300 Q450 316 608 300 Q650 480 690 742 L476 776 L450 560 L424 776 L210 742 Q250 480 292 300 Z',
    seams:
      'M288 346 Q450 362 612 346 M450 356 L450 560 M300 356 Q316 440 386 360 M600 356 Q584 440 514 360 M686 720 L474 752 M426 752 L214 720',
    trim: button(450, 330, 10),
  },
  coat: {
    outline: `M352 168 Q450 206 548 168 L650 204 Q726 270 758 470 L808 826 L706 850 L646 500 Q650 760 690 1098 Q450 1124 210 1098 Q250 760 254 500 L194 850 L92 826 L142 470 Q174 270 250 204 Z`,
    seams: `M470 470 L484 1112 M646 500 Q628 350 650 204 M254 500 Q272 350 250 204 M704 800 L800 776 M196 800 L100 776 M286 760 L390 748 L394 784 L290 796 Z M614 760 L510 748 L506 784 L610 796 Z`,
    trim: `<path d="M352 168 L300 250 L356 360 L340 400 L452 500 L450 330 Z M548 168 L600 250 L544 360 L560 400 L452 500 L450 330 Z" fill="#000" fill-opacity=".14" stroke="#000" stroke-opacity=".5" stroke-width="4"/>${[560, 660, 860].flatMap((y) => [button(412, y, 13), button(530, y, 13)]).join('')}`,
  },
  sneaker: {
    outline: 'M150 640 Q146 520 196 470 Q262 520 340 470 Q380 540 500 590 Q640 612 712 650 Q764 686 766 742 L150 742 Z',
    seams:
      'M196 482 Q206 610 300 640 Q330 690 320 742 M640 742 Q600 680 640 618 M340 484 Q360 570 470 640 M300 640 Q420 700 600 700',
    trim: `<path d="M138 736 L770 736 Q790 772 764 806 Q450 822 152 806 Q126 776 138 736 Z" fill="#f6f4ee" stroke="#000" stroke-opacity=".35" stroke-width="4"/><path d="M142 774 L778 774" stroke="#000" stroke-opacity=".25" stroke-width="5"/>${[0, 1, 2, 3].map((step) => `<path d="M${356 + step * 42} ${512 + step * 27} l-34 46" stroke="#fff" stroke-width="13" stroke-linecap="round"/>`).join('')}`,
  },
  boot: {
    outline:
      'M270 250 Q380 276 500 250 Q496 430 512 540 Q640 590 704 672 Q736 716 734 770 L262 770 Q250 640 268 520 Q280 380 270 250 Z',
    seams: 'M272 300 Q384 326 499 300 M512 540 Q440 600 330 610 Q290 612 262 640 M640 770 Q600 690 640 606',
    trim: `<path d="M330 322 Q384 336 440 322 L452 520 Q386 548 324 520 Z" fill="#000" fill-opacity=".45"/><path d="M256 764 L742 764 L744 806 L430 806 L424 846 L262 846 Z" fill="#2a211b"/>`,
  },
  handbag: {
    outline: 'M216 560 Q450 532 684 560 L738 954 Q450 996 162 954 Z',
    seams: 'M216 574 Q450 546 684 574 M176 934 Q450 974 724 934 M240 580 L196 940 M660 580 L704 940',
    trim: `<path d="M300 566 Q296 258 450 252 Q604 258 600 566" fill="none" stroke="#000" stroke-opacity=".55" stroke-width="40"/><path d="M300 566 Q296 258 450 252 Q604 258 600 566" fill="none" stroke="currentColor" stroke-width="30"/><path d="M220 566 Q450 540 680 566 L660 740 Q450 800 240 740 Z" fill="#000" fill-opacity=".12" stroke="#000" stroke-opacity=".45" stroke-width="4"/><rect x="416" y="726" width="68" height="56" rx="10" fill="#d9b65c" stroke="#000" stroke-opacity=".5" stroke-width="4"/>`,
  },
} as const satisfies Record<string, GarmentShape>

export type Garment = keyof typeof garmentShapes

function ribs(from: number, to: number, step: number, top: number, bottom: number): string {
  const count = Math.floor((to - from) / step) + 1
  return Array.from(
    { length: count },
    (_, place) => `M${from + place * step} ${top} L${from + place * step} ${bottom}`,
  ).join(' ')
}
