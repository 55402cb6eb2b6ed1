// What is asked of code systems, value sets and concept maps.

Instance: sc-expand
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-expand, expand, Expand, The codes of a published value set\, in a language\, filtered\, in pages. No other value set is known\, sent along or not.)
* title = "Expand a value set"
* base = "http://hl7.org/fhir/OperationDefinition/ValueSet-expand"
* resource = #ValueSet
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the value set; not where it is called on one.)
* insert Parameter(1, valueSetVersion, in, 0, 1, string, Its version.)
* insert Parameter(2, filter, in, 0, 1, string, Only codes whose name has each of these words.)
* insert Parameter(3, offset, in, 0, 1, integer, How many codes are left out at the beginning.)
* insert Parameter(4, count, in, 0, 1, integer, How many codes at most; zero for the total only.)
* insert Parameter(5, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(6, includeDesignations, in, 0, 1, boolean, True for all wordings of each code.)
* insert Parameter(7, designation, in, 0, *, string, Only wordings of this language or use\, as system|code.)
* insert Parameter(8, activeOnly, in, 0, 1, boolean, Changes nothing: all codes are in use.)
* insert Parameter(9, excludeNested, in, 0, 1, boolean, Changes nothing: no code stands below another.)
* insert Parameter(10, return, out, 1, 1, ValueSet, The value set with its expansion.)

Instance: sc-value-set-validate-code
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-value-set-validate-code, validate-code, ValueSetValidateCode, Whether a code is in a published value set\, and its display one of the wordings of the code in any language.)
* title = "Is a code in a value set"
* base = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code"
* resource = #ValueSet
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the value set; not where it is called on one.)
* insert Parameter(1, valueSetVersion, in, 0, 1, string, Its version.)
* insert Parameter(2, code, in, 0, 1, code, The code\, beside its system.)
* insert Parameter(3, system, in, 0, 1, uri, Canonical address of the code system.)
* insert Parameter(4, systemVersion, in, 0, 1, string, Changes nothing: each code system has one version here.)
* insert Parameter(5, display, in, 0, 1, string, What the code is called where it comes from.)
* insert Parameter(6, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(7, codeableConcept, in, 0, 1, CodeableConcept, Several codings of one concept; one that is known is enough.)
* insert Parameter(8, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(9, result, out, 1, 1, boolean, Whether it fits.)
* insert Parameter(10, message, out, 0, 1, string, Why it does not.)
* insert Parameter(11, display, out, 0, 1, string, What the code is called.)

Instance: sc-code-system-validate-code
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-code-system-validate-code, validate-code, CodeSystemValidateCode, Whether a code is in a published code system\, and its display one of the wordings of the code in any language.)
* title = "Is a code in a code system"
* base = "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code"
* resource = #CodeSystem
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the code system; not where it is called on one.)
* insert Parameter(1, code, in, 0, 1, code, The code alone.)
* insert Parameter(2, version, in, 0, 1, string, Its version.)
* insert Parameter(3, display, in, 0, 1, string, What the code is called where it comes from.)
* insert Parameter(4, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(5, codeableConcept, in, 0, 1, CodeableConcept, Several codings of one concept; one that is known is enough.)
* insert Parameter(6, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(7, result, out, 1, 1, boolean, Whether it fits.)
* insert Parameter(8, message, out, 0, 1, string, Why it does not.)
* insert Parameter(9, display, out, 0, 1, string, What the code is called.)

Instance: sc-lookup
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-lookup, lookup, Lookup, All that a published code system says of a code\, in every language that it has.)
* title = "Look a code up"
* base = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup"
* resource = #CodeSystem
* system = false
* type = true
* instance = false
* insert Parameter(0, code, in, 0, 1, code, The code\, beside its system.)
* insert Parameter(1, system, in, 0, 1, uri, Canonical address of the code system.)
* insert Parameter(2, version, in, 0, 1, string, Its version.)
* insert Parameter(3, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(4, date, in, 0, 1, dateTime, Changes nothing: each code system has one version here.)
* insert Parameter(5, displayLanguage, in, 0, 1, code, en\, el\, it\, de\, nl or fr; English where none is named.)
* insert Parameter(6, property, in, 0, *, code, Only this: definition\, designation\, lang.fr for one language\, or a property of the system.)
* insert Parameter(7, name, out, 1, 1, string, What the code system is called.)
* insert Parameter(8, version, out, 1, 1, string, Its version.)
* insert Parameter(9, display, out, 1, 1, string, What the code is called.)
* insert Parameter(10, definition, out, 0, 1, string, What the code means.)
* insert Parts(11, designation, out, One more wording of the code.)
* insert Part(11, 0, language, 1, 1, code, Its language.)
* insert Part(11, 1, use, 0, 1, Coding, Whether it is the plain or the discreet wording.)
* insert Part(11, 2, value, 1, 1, string, The wording.)
* insert Parts(12, property, out, One property of the code.)
* insert Part(12, 0, code, 1, 1, code, Which property.)
* insert Part(12, 1, value, 1, 1, Type, What it says.)

Instance: sc-subsumes
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-subsumes, subsumes, Subsumes, Whether one code of a published system includes another. None stands below another here: a code includes itself alone.)
* title = "Does a code include another"
* base = "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes"
* resource = #CodeSystem
* system = false
* type = true
* instance = true
* insert Parameter(0, codeA, in, 0, 1, code, One code.)
* insert Parameter(1, codeB, in, 0, 1, code, The other code\, of the same system.)
* insert Parameter(2, system, in, 0, 1, uri, Canonical address of the code system; not where it is called on one.)
* insert Parameter(3, version, in, 0, 1, string, Its version.)
* insert Parameter(4, codingA, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(5, codingB, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(6, outcome, out, 1, 1, code, equivalent or not-subsumed.)

Instance: sc-translate
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(sc-translate, translate, Translate, Counterparts of a code of the exchange in vocabularies of others\, by the published maps. It does not look the other way round.)
* title = "What a code is elsewhere"
* base = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate"
* resource = #ConceptMap
* system = false
* type = true
* instance = true
* insert Parameter(0, url, in, 0, 1, uri, Canonical address of the map; not where it is called on one. All maps where none is named.)
* insert Parameter(1, conceptMapVersion, in, 0, 1, string, Its version.)
* insert Parameter(2, code, in, 0, 1, code, The code\, beside its system.)
* insert Parameter(3, system, in, 0, 1, uri, Canonical address of the code system.)
* insert Parameter(4, coding, in, 0, 1, Coding, The code and its system in one\, in place of the two.)
* insert Parameter(5, codeableConcept, in, 0, 1, CodeableConcept, Several codings of one concept; one that is known is enough.)
* insert Parameter(6, targetsystem, in, 0, 1, uri, Only counterparts in this code system.)
* insert Parts(7, dependency, in, What else is known beside the code.)
* insert InPart(7, 0, element, 1, 1, uri, What it is about: the address of a code system.)
* insert InPart(7, 1, concept, 1, 1, CodeableConcept, The code that holds there.)
* insert Parameter(8, result, out, 1, 1, boolean, Whether there is a counterpart.)
* insert Parameter(9, message, out, 0, 1, string, Why there is none.)
* insert Parts(10, match, out, One counterpart.)
* insert Part(10, 0, equivalence, 1, 1, code, How the two compare: a code of concept-map-equivalence.)
* insert Part(10, 1, concept, 1, 1, Coding, The counterpart and its system.)
* insert Part(10, 2, source, 1, 1, uri, Canonical address of the map that says so.)
