"""The catalogue of the open data by DCAT-AP 3, as JSON-LD whose names are explained in the file itself."""

from typing import Any

from editorial.metadata import REUSE_LINE, Publisher
from home.open_data.datasets import DATA_SETS, DataSet

_EU = "http://publications.europa.eu/resource/authority"
LANGUAGE = f"{_EU}/language/VIE"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}


def catalogue(publisher: Publisher, manifest: dict[str, Any] | None, *, pages: dict[str, str]) -> dict[str, Any]:
    """Return the catalogue. `pages` holds full addresses: "about", "files" (a folder), "api", "description"."""
    about = pages["about"]
    sets = [_data_set(data_set, publisher, manifest, pages) for data_set in DATA_SETS]
    return {
        "@context": CONTEXT,
        "@id": f"{about}#danh-muc",
        "@type": "dcat:Catalog",
        "dct:title": _vietnamese(f"Dữ liệu mở – {publisher.site_name}"),
        "dct:description": _vietnamese(
            "Tin bài, văn bản và thông tin về cơ quan, chuyên mục đang công khai trên Trang."
        ),
        "dct:publisher": _agent(publisher),
        "dct:language": _thing(LANGUAGE, "dct:LinguisticSystem"),
        "dct:rights": _rights(about),
        "foaf:homepage": _thing(about, "foaf:Document"),
        **({"dct:modified": _moment(manifest["made_at"])} if manifest else {}),
        "dcat:dataset": sets,
        "dcat:service": _service(publisher, pages, sets),
    }


def _data_set(data_set: DataSet, publisher: Publisher, manifest: dict | None, pages: dict[str, str]) -> dict[str, Any]:
    return {
        "@id": f"{pages['about']}#{data_set.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": data_set.name,
        "dct:title": _vietnamese(data_set.title),
        "dct:description": _vietnamese(data_set.description),
        "dct:publisher": _agent(publisher),
        "dct:language": _thing(LANGUAGE, "dct:LinguisticSystem"),
        "dct:accrualPeriodicity": _thing(f"{_EU}/frequency/DAILY", "dct:Frequency"),
        "dct:accessRights": _thing(f"{_EU}/access-right/PUBLIC", "dct:RightsStatement"),
        "dcat:theme": {
            **_thing(f"{_EU}/data-theme/GOVE", "skos:Concept"),
            "skos:prefLabel": _vietnamese("Chính phủ và khu vực công"),
        },
        "dcat:keyword": _vietnamese("cải cách hành chính"),
        "dcat:landingPage": _thing(pages["about"], "foaf:Document"),
        **({"dct:modified": _moment(manifest["made_at"])} if manifest else {}),
        "dcat:distribution": [_file(name, manifest, pages) for name in _names(data_set, manifest)],
    }


def _names(data_set: DataSet, manifest: dict | None) -> list[str]:
    return [name for name in (manifest or {"files": {}})["files"] if name.startswith(f"{data_set.name}.")]


def _file(name: str, manifest: dict[str, Any], pages: dict[str, str]) -> dict[str, Any]:
    address, kind, facts = f"{pages['files']}{name}", name.rsplit(".", 1)[1], manifest["files"][name]
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _vietnamese(name),
        "dcat:accessURL": _thing(pages["about"], "rdfs:Resource"),
        "dcat:downloadURL": _thing(address, "rdfs:Resource"),
        "dcat:mediaType": _thing(f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[kind]}", "dct:MediaType"),
        "dct:format": _thing(f"{_EU}/file-type/{kind.upper()}", "dct:MediaTypeOrExtent"),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(facts["size"])},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _thing("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": facts["sha256"]},
        },
        "dct:modified": _moment(manifest["made_at"]),
        "dct:rights": _rights(pages["about"]),
    }


def _service(publisher: Publisher, pages: dict[str, str], sets: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "@id": pages["api"],
        "@type": "dcat:DataService",
        "dct:title": _vietnamese("Giao diện dữ liệu (API), chỉ đọc"),
        "dct:publisher": _agent(publisher),
        "dcat:endpointURL": _thing(pages["api"], "rdfs:Resource"),
        "dcat:endpointDescription": _thing(pages["description"], "rdfs:Resource"),
        "dcat:servesDataset": [{"@id": data_set["@id"]} for data_set in sets],
    }


def _agent(publisher: Publisher) -> dict[str, Any]:
    return {
        "@id": f"{publisher.address}#co-quan-chu-quan",
        "@type": "foaf:Agent",
        "foaf:name": _vietnamese(publisher.department),
    }


def _thing(address: str, kind: str) -> dict[str, str]:
    """Name a thing with what it is: whoever checks the catalogue by DCAT-AP's shapes needs no vocabulary beside it."""
    return {"@id": address, "@type": kind}


def _rights(about: str) -> dict[str, Any]:
    return {"@id": f"{about}#su-dung-lai", "@type": "dct:RightsStatement", "dct:description": _vietnamese(REUSE_LINE)}


def _vietnamese(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "vi"}


def _moment(text: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": text}
