/** The order that the schema wants of the children of the elements that edits make or add to (ECMA-376 part 1, annex A). */
const orders: Readonly<Record<string, readonly string[]>> = {
  pPr: 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange'.split(
    ' ',
  ),
  rPr: 'ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange'.split(
    ' ',
  ),
  tblPr:
    'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange'.split(
      ' ',
    ),
  trPr: 'cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden ins del trPrChange'.split(
    ' ',
  ),
  tcPr: 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange'.split(
    ' ',
  ),
  style:
    'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr'.split(
      ' ',
    ),
  lvl: 'start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr'.split(' '),
  abstractNum: 'nsid multiLevelType tmpl name styleLink numStyleLink lvl'.split(' '),
  num: 'abstractNumId lvlOverride'.split(' '),
  numbering: 'numPicBullet abstractNum num numIdMacAtCleanup'.split(' '),
  sectPr:
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange'.split(
      ' ',
    ),
  sdt: 'sdtPr sdtEndPr sdtContent'.split(' '),
  sdtPr:
    'rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex color appearance equation comboBox date docPartObj docPartList dropDownList picture richText text checkbox citation group bibliography repeatingSection repeatingSectionItem'.split(
      ' ',
    ),
  tblBorders: 'top start left bottom end right insideH insideV'.split(' '),
  tcBorders: 'top start left bottom end right insideH insideV tl2br tr2bl'.split(' '),
  tblCellMar: 'top start left bottom end right'.split(' '),
  tcMar: 'top start left bottom end right'.split(' '),
  tbl: 'tblPr tblGrid tr'.split(' '),
  tblGrid: 'gridCol tblGridChange'.split(' '),
  tr: 'tblPrEx trPr tc'.split(' '),
  settings:
    'writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator'.split(
      ' ',
    ),
};

/**
 * Puts a child where the schema wants it: after its equals and before the first that must follow. A child that the order
 * does not name (an extension's) goes last; a parent that is not listed takes children at its end.
 */
export function placeChild(parent: Element, child: Element): Element {
  const order = orders[parent.localName] ?? [];
  const rank = rankIn(order, child);
  let next: Element | null = null;
  for (let sibling = parent.lastElementChild; sibling; sibling = sibling.previousElementSibling) {
    if (rankIn(order, sibling) <= rank) break;
    next = sibling;
  }
  parent.insertBefore(child, next);
  return child;
}

function rankIn(order: readonly string[], element: Element): number {
  const index = order.indexOf(element.localName);
  return index < 0 ? order.length : index;
}
