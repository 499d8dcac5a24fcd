import { describe, expect, test } from 'vitest'
import { refusedAddress } from '../../src/photos/refused-address.ts'

describe('refusedAddress', () => {
  test.each([
    'https://photos.example.com/a.jpg',
    'http://photos.example.com:8080/a.jpg?signature=x%2Fy',
    'https://93.184.216.34/a.jpg',
    'https://[2606:4700::1111]/a.jpg',
    'https://localhost.example.com/a.jpg',
    'https://10.example.com/a.jpg',
  ])('%s is an address of the public internet', (address) => {
    expect(refusedAddress(address, [])).toBeNull()
  })

  test.each([
    ['loopback', 'http://127.0.0.1/'],
    ['loopback elsewhere in its range', 'http://127.255.3.4/'],
    ['decimal', 'http://2130706433/'],
    ['hexadecimal', 'http://0x7f000001/'],
    ['hexadecimal by parts', 'http://0x7f.0x0.0x0.0x1/'],
    ['octal', 'http://0177.0.0.01/'],
    ['short', 'http://127.1/'],
    ['zero', 'http://0/'],
    ['full-width digits', 'http://①②⑦.⓪.⓪.①/'],
    ['a trailing dot', 'http://127.0.0.1./'],
    ['backslashes', 'http:\\\\127.0.0.1\\'],
    ['private, class A', 'http://10.1.2.3/'],
    ['private, class B', 'http://172.16.0.1/'],
    ['private, class C', 'http://192.168.1.1/'],
    ['link-local, where clouds keep their secrets', 'http://169.254.169.254/latest/meta-data/'],
    ['the same in decimal', 'http://2852039166/'],
    ['carrier-grade NAT', 'http://100.64.0.1/'],
    ['Azure’s metadata at a public address', 'http://168.63.129.16/'],
    ['multicast', 'http://224.0.0.1/'],
    ['broadcast', 'http://255.255.255.255/'],
    ['reserved', 'http://240.0.0.1/'],
    ['documentation', 'http://192.0.2.1/'],
    ['benchmarking', 'http://198.18.0.1/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 unspecified', 'http://[::]/'],
    ['IPv6 link-local', 'http://[fe80::1]/'],
    ['IPv6 unique local', 'http://[fd00:ec2::254]/'],
    ['IPv6 site-local', 'http://[fec0::1]/'],
    ['IPv6 multicast', 'http://[ff02::1]/'],
    ['IPv4-mapped', 'http://[::ffff:127.0.0.1]/'],
    ['IPv4-mapped in hex, of a public address too', 'http://[::ffff:5db8:d822]/'],
    ['IPv4-compatible', 'http://[::7f00:1]/'],
    ['IPv4-translated', 'http://[::ffff:0:7f00:1]/'],
    ['NAT64', 'http://[64:ff9b::7f00:1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001::1]/'],
    ['IPv6 documentation', 'http://[2001:db8::1]/'],
  ])('%s is refused', (_name, address) => {
    expect(refusedAddress(address, [])).toMatch(/is not a public address \(.+\): send an address/)
  })

  test.each(['http://localhost/', 'http://LOCALHOST./', 'http://a.localhost:8080/', 'http://%6cocalhost/'])(
    '%s is this machine',
    (address) => {
      expect(refusedAddress(address, [])).toContain('this machine itself')
    },
  )

  test.each(['file:///etc/passwd', 'ftp://example.com/a.jpg', 'data:image/png;base64,AA', 'gopher://example.com/'])(
    '%s is not of the web',
    (address) => {
      expect(refusedAddress(address, [])).toContain('are not fetched')
    },
  )

  test('credentials are refused, even where the host is allowed', () => {
    expect(refusedAddress('http://user:secret@127.0.0.1:80/', ['127.0.0.1:80'])).toContain('user name or password')
    expect(refusedAddress('https://key@example.com/', [])).toContain('user name or password')
  })

  test.each([
    '',
    'photo.jpg',
    '//example.com/a.jpg',
    'http://',
    'http://[::1',
    'http://1.2.3.4.5/',
    'https://exa mple.com/',
  ])('"%s" is no address', (address) => {
    expect(refusedAddress(address, [])).toContain('not a complete address')
  })

  test('only the host and port that were allowed by name get past', () => {
    const allow = ['127.0.0.1:9000', 'LocalHost:80', '[::1]:443']
    expect(refusedAddress('http://127.0.0.1:9000/a.jpg', allow)).toBeNull()
    expect(refusedAddress('http://0x7f.1:9000/a.jpg', allow)).toBeNull()
    expect(refusedAddress('http://localhost/', allow)).toBeNull()
    expect(refusedAddress('https://[::1]/', allow)).toBeNull()
    expect(refusedAddress('http://127.0.0.1:9001/a.jpg', allow)).not.toBeNull()
    expect(refusedAddress('https://localhost/', allow)).not.toBeNull()
    expect(refusedAddress('http://127.0.0.2:9000/', allow)).not.toBeNull()
  })
})
