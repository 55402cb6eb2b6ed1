// An extension with one coded value.
RuleSet: Coded(valueSet)
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from {valueSet} (required)

// A part of a complex extension with one coded value.
RuleSet: CodedPart(part, card, valueSet)
* extension contains {part} {card}
* extension[{part}].value[x] 1..1
* extension[{part}].value[x] only CodeableConcept
* extension[{part}].valueCodeableConcept from {valueSet} (required)

// Placer identifiers, the key against sending twice.
RuleSet: PlacerIdentifier
* identifier MS
* identifier ^slicing.discriminator.type = #pattern
* identifier ^slicing.discriminator.path = "type"
* identifier ^slicing.rules = #open
* identifier contains placer 0..* MS
* identifier[placer].type = $identifier-type#PLAC
