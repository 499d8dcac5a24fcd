/** Letters that are sizes, as a part of a pattern. */
export const letterSizes = '(?:XXXXL|XXXL|XXL|XXXS|XXS|XS|S|M|L|XL|[2-6]XL|[2-4]XS)'
